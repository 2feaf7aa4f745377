package org.signet.edge.http.load;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * Hands a request on when its body is there, so that whoever sends one drop by drop keeps a connection, and no thread. Long bodies, which their doors
 * read as they come, are handed on at once; so is what says that it is far too long, which is refused by its head alone.
 */
final class WholeBody extends Handler.Wrapper {
    private static final long MOST_DISCARDED = 64L << 20;

    private final int most;
    private final List<String> longTypes;

    /** @param most octets of a body that is waited for */
    WholeBody(Handler next, int most, List<String> longTypes) {
        super(next);
        this.most = most;
        this.longTypes = longTypes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() == 0 || isLong(request)) {
            return super.handle(request, response, callback);
        }
        if (request.getLength() > most) {
            return refused(request, response, callback);
        }
        Body body = new Body();
        Content.Source.asByteArrayAsync(request, most, body);
        if (body.isDone()) {
            handOn(body, request, response, callback);
        } else {
            // What brings the last piece must not work on the request.
            body.whenCompleteAsync(
                    (octets, failure) -> handOn(body, request, response, callback),
                    request.getComponents().getExecutor());
        }
        return true;
    }

    /**
     * What says that it is too long. Where its end is near it is thrown away first: browsers send all before they look for an answer, and find none where
     * the connection was closed.
     */
    private boolean refused(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() > MOST_DISCARDED || request.getHeaders().contains(HttpHeader.EXPECT)) {
            return super.handle(request, response, callback);
        }
        Content.Source.consumeAll(
                request,
                Callback.from(
                        () -> request.getComponents().getExecutor().execute(() -> handOn(request, response, callback)),
                        failure -> Response.writeError(request, response, callback, status(failure))));
        return true;
    }

    private boolean isLong(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && longTypes.stream().anyMatch(each -> type.regionMatches(true, 0, each, 0, each.length()));
    }

    private void handOn(CompletableFuture<byte[]> body, Request request, Response response, Callback callback) {
        try {
            handOn(new Come(request, body.join()), response, callback);
        } catch (CompletionException e) {
            Response.writeError(request, response, callback, status(e.getCause()));
        }
    }

    private void handOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static int status(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return 408;
        }
        return failure instanceof IllegalStateException ? 413 : 400;
    }

    /** That comes, or fails to. */
    private static final class Body extends CompletableFuture<byte[]> implements Promise.Invocable<byte[]> {
        @Override
        public void succeeded(byte[] octets) {
            complete(octets);
        }

        @Override
        public void failed(Throwable failure) {
            completeExceptionally(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    /** A request with its body. */
    private static final class Come extends Request.Wrapper {
        private Content.Chunk body;

        Come(Request request, byte[] octets) {
            super(request);
            this.body = Content.Chunk.from(ByteBuffer.wrap(octets), true);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = body;
            body = Content.Chunk.next(chunk);
            return chunk;
        }

        @Override
        public void demand(Runnable whenThere) {
            whenThere.run();
        }
    }
}
