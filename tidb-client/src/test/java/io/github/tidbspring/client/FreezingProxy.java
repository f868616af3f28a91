package io.github.tidbspring.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.NullMarked;

/**
 * Stands between a client and its server, and stops passing anything on when it is told
 * to: a server that hangs, or a network that loses everything, with connections that stay
 * open.
 */
@NullMarked
final class FreezingProxy implements AutoCloseable {

	private static final int BUFFER = 8192;

	private final ServerSocket serverSocket;

	private final String host;

	private final int port;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private volatile boolean frozen;

	FreezingProxy(String host, int port) throws IOException {
		this.host = host;
		this.port = port;
		this.serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	int port() {
		return this.serverSocket.getLocalPort();
	}

	void freeze() {
		this.frozen = true;
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.serverSocket.accept();
			this.sockets.add(client);
			if (this.serverSocket.isClosed()) {
				client.close();
			}
			else if (!this.frozen) {
				Socket server = new Socket(this.host, this.port);
				this.sockets.add(server);
				start(() -> pump(client, server));
				start(() -> pump(server, client));
			}
		}
	}

	private void pump(Socket from, Socket to) throws IOException {
		byte[] buffer = new byte[BUFFER];
		InputStream input = from.getInputStream();
		OutputStream output = to.getOutputStream();
		for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
			if (!this.frozen) {
				output.write(buffer, 0, read);
			}
		}
		to.close();
	}

	private static void start(Pump pump) {
		Thread thread = new Thread(() -> {
			try {
				pump.run();
			}
			catch (IOException ex) {
				// One of both has closed its end.
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.serverSocket.close();
		for (Socket socket : new ArrayList<>(this.sockets)) {
			socket.close();
		}
	}

	@FunctionalInterface
	private interface Pump {

		void run() throws IOException;

	}

}
