package org.signet.interop;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.signet.ca.messaging.MessageEngine;
import org.signet.ca.messaging.MessageEngineContract;
import org.signet.crypto.smime.People;
import org.signet.edge.engine.OpenSslEngine;

/** The engine that drives the {@code openssl cms} command keeps the contract of all engines. */
class OpenSslEngineTest extends MessageEngineContract {
    @TempDir
    private Path folder;

    @Override
    protected MessageEngine engineOfAda() {
        Program.require("openssl");
        People.ADA.writeTo(folder);
        return new OpenSslEngine(
                "openssl", folder.resolve("ada.pem"), folder.resolve("ada.key"), List.of(People.ROOT.certificate()));
    }
}
