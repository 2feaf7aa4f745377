package org.signet.edge.web.message;

import io.javalin.http.Context;
import java.util.Map;
import org.signet.edge.http.Problem;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Words;

/** How a failure looks where only one message is shown: there is no start page to go to. */
public final class ShowProblem implements ProblemPage {
    private final Pages pages;

    public ShowProblem(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void show(Context ctx, Problem problem) {
        Words words = pages.words(ctx);
        pages.send(
                ctx,
                "message-state",
                Map.of(
                        "icon",
                        "warn",
                        "title",
                        words.t(problem.status() == 404 ? "problem.missing" : "problem.title"),
                        "text",
                        problem.incident()
                                .map(id -> words.t("problem.unexpected", id))
                                .orElse(problem.detail())));
    }
}
