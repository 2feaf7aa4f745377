package org.signet.edge.web.settings;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.signet.ca.access.Session;
import org.signet.ca.profile.Profile;
import org.signet.edge.http.Door;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.model.Permission;

/** {@code /admin/settings}: the configuration in plain words. What tells of the machine is for administrators. */
public final class SettingsPages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final List<Section> sections;
    private final List<Profile> profiles;
    private final String file;

    /**
     * @param sections of the configuration, as it was read at the start
     * @param file where it stands on this machine
     */
    public SettingsPages(Pages pages, Visitors visitors, List<Section> sections, List<Profile> profiles, String file) {
        this.pages = pages;
        this.visitors = visitors;
        this.sections = List.copyOf(sections);
        this.profiles = List.copyOf(profiles);
        this.file = file;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/settings", visitors.page(Permission.SEE_RECORDS, this::show));
    }

    private void show(Context ctx, Session session) {
        boolean all = session.may(Permission.MANAGE_HIERARCHY);
        List<Section> shown = sections.stream()
                .map(section -> new Section(
                        section.name(),
                        section.about(),
                        section.settings().stream()
                                .filter(setting -> all || !setting.guarded())
                                .toList()))
                .filter(section -> !section.settings().isEmpty())
                .toList();
        pages.send(
                ctx,
                "admin/settings",
                session,
                Map.of("sections", shown, "profiles", profiles, "file", all ? file : "", "all", all));
    }
}
