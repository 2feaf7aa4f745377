package org.signet.edge.web.trust;

import java.util.stream.Collectors;
import org.signet.ca.trust.TrustSite;
import org.signet.edge.web.Messages;

/** What to do with a kit, in the words of the page: in each of our languages, one after the other. */
public record CatalogueSteps(Messages messages) implements TrustSite.Steps {
    @Override
    public String of(String kitId) {
        return messages.languages().stream()
                .map(language -> messages.in(language).t("trust.how." + kitId) + "\n"
                        + messages.in(language).t("trust.how." + kitId + ".text") + "\n")
                .collect(Collectors.joining("\n"));
    }
}
