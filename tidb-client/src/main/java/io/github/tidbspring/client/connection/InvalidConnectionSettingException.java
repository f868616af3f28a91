package io.github.tidbspring.client.connection;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a connection setting is invalid. The message contains the setting, the
 * problem and the accepted values, but never a password, a user name or a complete URL.
 *
 * @since 0.1
 */
public class InvalidConnectionSettingException extends IllegalArgumentException {

	private final String setting;

	private final String reason;

	/**
	 * Create an exception.
	 * @param setting the setting's name in kebab case, such as {@code database-url}
	 * @param reason what is wrong, and what is accepted instead
	 */
	public InvalidConnectionSettingException(String setting, String reason) {
		this(setting, reason, null);
	}

	/**
	 * Create an exception.
	 * @param setting the setting's name in kebab case
	 * @param reason what is wrong, and what is accepted instead
	 * @param cause the cause, which must not contain a secret either, or {@code null}
	 */
	public InvalidConnectionSettingException(String setting, String reason, @Nullable Throwable cause) {
		super("Invalid %s: %s".formatted(setting, reason), cause);
		this.setting = setting;
		this.reason = reason;
	}

	/**
	 * Return the setting's name.
	 * @return the name in kebab case, such as {@code database-url}
	 */
	public String getSetting() {
		return this.setting;
	}

	/**
	 * Return the problem, and the accepted values.
	 * @return the reason, without the setting's name in front
	 */
	public String getReason() {
		return this.reason;
	}

}
