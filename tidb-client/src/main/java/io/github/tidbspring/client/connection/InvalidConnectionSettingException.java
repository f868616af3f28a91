package io.github.tidbspring.client.connection;

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
		super(message(setting, reason));
		this.setting = setting;
		this.reason = reason;
	}

	/**
	 * Create an exception.
	 * @param setting the setting's name in kebab case
	 * @param reason what is wrong, and what is accepted instead
	 * @param cause the cause, which must not contain a secret either
	 */
	public InvalidConnectionSettingException(String setting, String reason, Throwable cause) {
		super(message(setting, reason), cause);
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

	private static String message(String setting, String reason) {
		return "Invalid %s: %s".formatted(setting, reason);
	}

}
