package io.github.tidbspring.client.table;

import java.lang.reflect.Type;

import org.springframework.util.ClassUtils;

/**
 * Writes and reads the values of JSON columns.
 */
interface JsonFormat {

	String write(Object value);

	Object read(String json, Type type);

	/**
	 * Return the format that Jackson brings.
	 * @param column what to name where there is no Jackson
	 * @return the format
	 */
	static JsonFormat find(String column) {
		if (!ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", JsonFormat.class.getClassLoader())) {
			throw new IllegalArgumentException(column
					+ " is @Json, which needs Jackson 3 (tools.jackson.core:jackson-databind) on the class path");
		}
		return new JacksonJsonFormat();
	}

}
