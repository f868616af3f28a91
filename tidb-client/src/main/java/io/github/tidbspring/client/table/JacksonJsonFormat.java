package io.github.tidbspring.client.table;

import java.lang.reflect.Type;

import tools.jackson.databind.json.JsonMapper;

/**
 * JSON by Jackson 3.
 */
final class JacksonJsonFormat implements JsonFormat {

	private static final JsonMapper MAPPER = JsonMapper.builder().findAndAddModules().build();

	@Override
	public String write(Object value) {
		return MAPPER.writeValueAsString(value);
	}

	@Override
	public Object read(String json, Type type) {
		return MAPPER.readValue(json, MAPPER.constructType(type));
	}

}
