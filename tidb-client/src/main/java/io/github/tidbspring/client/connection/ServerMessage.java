package io.github.tidbspring.client.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * The innermost message of a failure, which is that of the server or the driver.
 *
 * @param text its first line without the user name, or the name of the exception if there
 * is no message
 * @param database the database that it names, if any
 */
record ServerMessage(String text, @Nullable String database) {

	/** The name of a user in messages: {@code 'name'@'host'} or {@code user 'name'}. */
	private static final Pattern USER = Pattern.compile("(?:user )?'[^']*'@'[^']*'|user '[^']*'",
			Pattern.CASE_INSENSITIVE);

	/** The name of a missing or forbidden database in messages. */
	private static final Pattern DATABASE = Pattern.compile("(?:unknown|to) database '(.*)'", Pattern.CASE_INSENSITIVE);

	static ServerMessage of(Throwable failure) {
		Throwable innermost = NestedExceptionUtils.getMostSpecificCause(failure);
		String message = innermost.getMessage();
		if (message == null) {
			return new ServerMessage(innermost.getClass().getSimpleName(), null);
		}
		Matcher database = DATABASE.matcher(message);
		return new ServerMessage(USER.matcher(message.lines().findFirst().orElse("")).replaceAll("the user"),
				database.find() ? database.group(1) : null);
	}

}
