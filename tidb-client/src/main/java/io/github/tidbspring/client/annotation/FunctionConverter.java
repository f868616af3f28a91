package io.github.tidbspring.client.annotation;

import java.util.function.Function;

/**
 * A converter that consists of two functions.
 *
 * @param javaType the type of the properties
 * @param columnType the type of the column
 * @param writer converts a value to the value that is stored
 * @param reader converts a stored value back
 */
record FunctionConverter<J, S>(Class<J> javaType, Class<S> columnType, Function<? super J, ? extends S> writer,
		Function<? super S, ? extends J> reader) implements ColumnConverter<J, S> {

	@Override
	public S toColumn(J value) {
		return this.writer.apply(value);
	}

	@Override
	public J toJava(S stored) {
		return this.reader.apply(stored);
	}

	@Override
	public String toString() {
		return "ColumnConverter of " + this.javaType.getName() + " to " + this.columnType.getName();
	}

}
