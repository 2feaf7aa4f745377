package org.signet.ca.messaging;

import java.util.List;
import org.signet.crypto.smime.People;

class BuiltInEngineTest extends MessageEngineContract {
    @Override
    protected MessageEngine engineOfAda() {
        return new BuiltInEngine(List.of(People.ADA.p12()), People.trust(), People.RANDOM);
    }
}
