package org.signet.edge.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server that takes every message, but answers one command as the script says. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final String verb;
    private final String answer;
    private int taken;

    public ScriptedServer(String verb, String answer) throws IOException {
        this.verb = verb;
        this.answer = answer;
        Thread thread = new Thread(this::listen, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                talk(client);
            } catch (IOException e) {
                // The client went, or the test is over.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        say(client, "220 ready");
        boolean text = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (text && !line.equals(".")) {
                continue;
            }
            String command = line.equals(".") ? "." : line.substring(0, 4).replace("EHLO", "HELO");
            String reply = command.equals(verb) ? answer : command.equals("DATA") ? "354 go on" : "250 ok";
            text = command.equals("DATA") && reply.startsWith("354");
            if (command.equals(".") && reply.startsWith("250")) {
                count();
            }
            say(client, reply);
        }
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized void count() {
        taken++;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Messages that it took. */
    public synchronized int taken() {
        return taken;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
