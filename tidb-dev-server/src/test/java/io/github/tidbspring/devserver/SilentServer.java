package io.github.tidbspring.devserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that takes connections, and never says a word.
 */
final class SilentServer {

	private static final List<Socket> callers = new ArrayList<>();

	private SilentServer() {
	}

	public static void main(String[] arguments) throws IOException {
		int port = Integer.parseInt(arguments[0]);
		try (ServerSocket server = new ServerSocket(port, 10, InetAddress.getByName("127.0.0.1"))) {
			while (true) {
				callers.add(server.accept());
				Files.writeString(Path.of(arguments[1], "called"), "");
			}
		}
	}

}
