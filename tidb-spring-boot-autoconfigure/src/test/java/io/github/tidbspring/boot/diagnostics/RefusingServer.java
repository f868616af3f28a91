package io.github.tidbspring.boot.diagnostics;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server that greets as TiDB does, without TLS, and answers each login with an error:
 * what a gateway of TiDB Cloud says cannot be had from another server.
 */
final class RefusingServer implements AutoCloseable {

	private static final int PROTOCOL_41 = 1 << 9;

	private static final int SECURE_CONNECTION = 1 << 15;

	private static final int PLUGIN_AUTH = 1 << 19;

	private static final int CONNECT_WITH_DATABASE = 1 << 3;

	private static final int UTF8MB4_BIN = 46;

	private final int code;

	private final String state;

	private final String message;

	private final ServerSocket socket;

	private final Thread thread = new Thread(this::serve, "refusing-server");

	RefusingServer(int code, String state, String message) {
		this.code = code;
		this.state = state;
		this.message = message;
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.thread.setDaemon(true);
		this.thread.start();
	}

	int port() {
		return this.socket.getLocalPort();
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (Socket client = this.socket.accept()) {
				refuse(new DataInputStream(client.getInputStream()), client.getOutputStream());
			}
			catch (IOException ex) {
				// The client has gone, or the server is closed.
			}
		}
	}

	private void refuse(DataInputStream input, OutputStream output) throws IOException {
		send(output, 0, greeting());
		byte[] header = input.readNBytes(4);
		int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
		input.readNBytes(length);
		send(output, header[3] + 1, error());
	}

	private static void send(OutputStream output, int sequence, ByteArrayOutputStream payload) throws IOException {
		ByteArrayOutputStream packet = new ByteArrayOutputStream();
		number(packet, payload.size(), 3);
		packet.write(sequence);
		packet.writeBytes(payload.toByteArray());
		output.write(packet.toByteArray());
		output.flush();
	}

	private static ByteArrayOutputStream greeting() {
		int capabilities = PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH | CONNECT_WITH_DATABASE;
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.write(10);
		text(payload, "8.0.11-TiDB-v8.5.3");
		number(payload, 1, 4);
		text(payload, "saltsalt");
		number(payload, capabilities, 2);
		payload.write(UTF8MB4_BIN);
		number(payload, 2, 2);
		number(payload, capabilities >>> 16, 2);
		payload.write(21);
		payload.writeBytes(new byte[10]);
		text(payload, "saltsaltsalt");
		text(payload, "mysql_native_password");
		return payload;
	}

	private ByteArrayOutputStream error() {
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.write(0xff);
		number(payload, this.code, 2);
		payload.writeBytes(("#" + this.state + this.message).getBytes(StandardCharsets.UTF_8));
		return payload;
	}

	private static void text(ByteArrayOutputStream payload, String text) {
		payload.writeBytes(text.getBytes(StandardCharsets.UTF_8));
		payload.write(0);
	}

	private static void number(ByteArrayOutputStream payload, int number, int bytes) {
		for (int i = 0; i < bytes; i++) {
			payload.write(number >>> (8 * i));
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
