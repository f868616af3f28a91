package io.github.tidbspring.client.internal.driver;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import com.mysql.cj.conf.PropertyDefinitions.SslMode;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.StandardSocketFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Performs the driver's TLS handshake with an {@link SSLContext}. The driver itself
 * supports keystore files only, with their passwords as connection properties, which may
 * be logged.
 * <p>
 * The driver creates an instance of this class for each connection. The context is
 * therefore found by the value of the property {@code trustCertificateKeyStoreUrl}.
 */
public final class SslContextSocketFactory extends StandardSocketFactory {

	private static final Map<String, Material> MATERIALS = new ConcurrentHashMap<>();

	private static final AtomicLong COUNTER = new AtomicLong();

	/**
	 * Register a context for new connections.
	 * @param description the description for messages
	 * @param context supplies the context; called for each connection
	 * @return the value for the driver's property {@code trustCertificateKeyStoreUrl}
	 */
	public static String register(String description, Supplier<SSLContext> context) {
		String key = "tidb:" + COUNTER.incrementAndGet();
		MATERIALS.put(key, new Material(description, context));
		return key;
	}

	/**
	 * Unregister a context.
	 * @param key the result of {@link #register}
	 */
	public static void unregister(String key) {
		MATERIALS.remove(key);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session,
			@Nullable Log log) throws IOException {
		String key = connection.getPropertySet().getStringProperty(PropertyKey.trustCertificateKeyStoreUrl).getValue();
		Material material = MATERIALS.get(key);
		if (material == null) {
			throw new IOException("The client that this connection belongs to is closed");
		}
		SSLSocket socket = (SSLSocket) context(material).getSocketFactory()
			.createSocket(this.rawSocket, connection.getHost(), connection.getPort(), true);
		SSLParameters parameters = socket.getSSLParameters();
		PropertySet properties = connection.getPropertySet();
		parameters.setProtocols(list(properties, PropertyKey.tlsVersions));
		String[] ciphers = list(properties, PropertyKey.tlsCiphersuites);
		if (ciphers.length > 0) {
			parameters.setCipherSuites(ciphers);
		}
		SslMode mode = properties.<SslMode>getEnumProperty(PropertyKey.sslMode).getValue();
		if (mode == SslMode.VERIFY_IDENTITY) {
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
		}
		socket.setSSLParameters(parameters);
		try {
			socket.startHandshake();
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
		this.sslSocket = socket;
		return (T) socket;
	}

	/**
	 * Renewed certificates may be invalid. A running pool reports only exceptions of the
	 * driver as the cause of a timeout, so others are wrapped.
	 */
	private static SSLContext context(Material material) throws SSLException {
		try {
			return material.context().get();
		}
		catch (RuntimeException ex) {
			throw new SSLException(material.description() + " cannot be used", ex);
		}
	}

	private static String[] list(PropertySet properties, PropertyKey key) {
		return StringUtils.trimArrayElements(
				StringUtils.commaDelimitedListToStringArray(properties.getStringProperty(key).getValue()));
	}

	/**
	 * A registered context.
	 */
	private record Material(String description, Supplier<SSLContext> context) {

	}

}
