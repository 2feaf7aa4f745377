package org.signet.edge.web;

import java.util.List;
import org.signet.ca.access.Session;
import org.signet.edge.http.StaticFiles;
import org.signet.model.Permission;

/**
 * What every page needs to know.
 *
 * @param words the visitor's language
 * @param others the languages that can be chosen instead
 * @param path of the request, without its query
 * @param company whose CA this is
 * @param session who is signed in; null on pages for everybody
 * @param outbox whether this visitor may open the built-in outbox
 */
public record Page(
        Words words,
        List<Words> others,
        String path,
        String company,
        StaticFiles files,
        Session session,
        boolean outbox) {
    public Page {
        others = List.copyOf(others);
    }

    public String t(String key, Object... arguments) {
        return words.t(key, arguments);
    }

    /** URL of a style sheet, script or picture. */
    public String file(String name) {
        return files.url(name);
    }

    public boolean may(Permission permission) {
        return session != null && session.may(permission);
    }

    /** True if the page lies at or below that path, for the navigation. */
    public boolean within(String section) {
        return path.equals(section) || path.startsWith(section + "/");
    }
}
