package org.signet.edge.http;

import io.javalin.http.Context;

/** How a problem looks to somebody with a browser; the status is set already. */
public interface ProblemPage {
    void show(Context ctx, Problem problem);

    /** For a server without pages: the sentence alone. */
    static ProblemPage plain() {
        return (ctx, problem) -> ctx.contentType("text/plain; charset=utf-8").result(problem.detail() + "\n");
    }
}
