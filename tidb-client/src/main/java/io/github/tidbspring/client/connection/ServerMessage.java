package io.github.tidbspring.client.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the server or the driver says of a failure: the innermost message.
 *
 * @param text its first line without the user's name, or the name of the exception where
 * that says nothing
 * @param database the database that it names, if any
 */
record ServerMessage(String text, @Nullable String database) {

	/** How servers name a user: {@code 'name'@'host'} or {@code user 'name'}. */
	private static final Pattern USER = Pattern.compile("(?:user )?'[^']*'@'[^']*'|user '[^']*'",
			Pattern.CASE_INSENSITIVE);

	/** How servers name a database that is missing or not for this user. */
	private static final Pattern DATABASE = Pattern.compile("(?:unknown|to) database '(.*)'", Pattern.CASE_INSENSITIVE);

	static ServerMessage of(Throwable failure) {
		Throwable innermost = failure;
		while (innermost.getCause() != null && innermost.getCause() != innermost) {
			innermost = innermost.getCause();
		}
		String message = innermost.getMessage();
		if (message == null) {
			return new ServerMessage(innermost.getClass().getSimpleName(), null);
		}
		Matcher database = DATABASE.matcher(message);
		return new ServerMessage(USER.matcher(message.lines().findFirst().orElse("")).replaceAll("the user"),
				database.find() ? database.group(1) : null);
	}

}
