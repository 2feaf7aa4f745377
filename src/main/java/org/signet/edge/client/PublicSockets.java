package org.signet.edge.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect to public addresses only. The address is looked at where the connection is made, so that no second
 * look-up of the name can lead elsewhere (DNS rebinding), and under TLS as well.
 */
final class PublicSockets extends SocketFactory {

    /** The address is one that a certificate of others may not lead to. */
    static final class NotPublic extends ConnectException {
        private static final long serialVersionUID = 1L;

        NotPublic() {
            super("an address that is not public");
        }
    }

    @Override
    public Socket createSocket() {
        return new PublicSocket();
    }

    private static final class PublicSocket extends Socket {
        /** Past the system's proxies: they would make the connection in our place, unseen. */
        PublicSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            InetAddress address = endpoint instanceof InetSocketAddress inet ? inet.getAddress() : null;
            if (address == null || !Reach.isPublic(address)) {
                throw new NotPublic();
            }
            super.connect(endpoint, timeout);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress endpoint) throws IOException {
        Socket socket = createSocket();
        socket.connect(endpoint);
        return socket;
    }
}
