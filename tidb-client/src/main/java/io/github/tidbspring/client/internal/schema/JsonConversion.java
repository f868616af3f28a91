package io.github.tidbspring.client.internal.schema;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.DefaultConversionService;

/**
 * Converts the values of results to the types of properties: JSON with the client's
 * mapper, and the rest as Spring does. The mapper needs the declared type of a property
 * with its type arguments, which a {@code ResultSet} is not told.
 */
final class JsonConversion extends DefaultConversionService {

	/**
	 * Create a conversion service.
	 * @param format reads JSON
	 */
	JsonConversion(JsonFormat format) {
		addConverter(new DocumentConverter(format));
	}

	/**
	 * Return whether a property of a type can be read from a JSON document.
	 * @param type a type that no column has
	 * @return {@code false} for single values, and for those that JDBC reads itself
	 */
	static boolean isDocument(Class<?> type) {
		String name = type.getName();
		return type != Object.class && !BeanUtils.isSimpleValueType(type) && !name.startsWith("java.sql.")
				&& !name.startsWith("java.io.");
	}

	/** Whether a text that is not in a JSON column is a document. */
	static boolean mayBeJson(String text) {
		String document = text.stripLeading();
		return document.startsWith("{") || document.startsWith("[");
	}

	/**
	 * A JSON document that a column has.
	 *
	 * @param text the JSON
	 */
	record Document(String text) {

	}

	/**
	 * Reads documents.
	 *
	 * @param format reads JSON
	 */
	private record DocumentConverter(JsonFormat format) implements GenericConverter {

		@Override
		public Set<ConvertiblePair> getConvertibleTypes() {
			return Set.of(new ConvertiblePair(Document.class, Object.class));
		}

		@Override
		public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
			return (source instanceof Document document)
					? this.format.read(document.text(), targetType.getResolvableType().getType()) : source;
		}

	}

}
