package io.github.tidbspring.client.connection;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The kind of TiDB deployment that a host name belongs to, derived from the name.
 *
 * @since 0.1
 */
public enum EndpointKind {

	/** A public endpoint of TiDB Cloud Starter or Essential. */
	CLOUD_PUBLIC("TiDB Cloud, public endpoint"),

	/** Any other host of TiDB Cloud: Dedicated clusters and private endpoints. */
	CLOUD_OTHER("TiDB Cloud, Dedicated or private endpoint"),

	/** Any other host: self-managed, a container, a playground. */
	OTHER("self-managed");

	/*
	 * One label before the environment is sufficient, and any provider is accepted (aws,
	 * alicloud, …). The name must end here: a longer name that contains it is not one of
	 * TiDB Cloud.
	 */
	private static final Pattern PUBLIC = Pattern
		.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:prod|staging|dev)(?:\\.shared)?\\.[a-z0-9-]+\\.tidbcloud\\.com");

	private static final Pattern CLOUD = Pattern.compile("(?:.+\\.)?(?:tidbcloud|tidb-cloud)\\.com");

	private final String description;

	EndpointKind(String description) {
		this.description = description;
	}

	/**
	 * Return the kind of a host.
	 * @param host a host name or an address; case and a trailing dot are ignored
	 * @return the kind
	 */
	public static EndpointKind of(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
		if (PUBLIC.matcher(name).matches() && !name.contains("privatelink")) {
			return CLOUD_PUBLIC;
		}
		return CLOUD.matcher(name).matches() ? CLOUD_OTHER : OTHER;
	}

	/**
	 * Return whether this is an endpoint of TiDB Cloud.
	 * @return {@code true} if it is
	 */
	public boolean isCloud() {
		return this != OTHER;
	}

	/**
	 * Return a short description.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

}
