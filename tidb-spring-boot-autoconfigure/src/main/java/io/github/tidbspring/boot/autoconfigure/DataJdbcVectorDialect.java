package io.github.tidbspring.boot.autoconfigure;

import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.tidbspring.client.vector.SqlVectorValue;

import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.domain.Vector;
import org.springframework.data.jdbc.core.dialect.JdbcMySqlDialect;
import org.springframework.data.jdbc.core.mapping.JdbcValue;
import org.springframework.data.relational.core.sql.IdentifierProcessing;

/**
 * Spring Data JDBC's dialect for MySQL, with converters for vectors: the {@code float[]}
 * and the {@link Vector} of Spring Data, which are TiDB's text form in statements and
 * results. Without them, an array is a SQL array, which MySQL and TiDB do not have.
 */
final class DataJdbcVectorDialect extends JdbcMySqlDialect {

	private final List<Object> converters;

	DataJdbcVectorDialect(IdentifierProcessing identifierProcessing) {
		super(identifierProcessing);
		this.converters = new ArrayList<>(super.getConverters());
		this.converters.addAll(
				List.of(FloatsToText.INSTANCE, TextToFloats.INSTANCE, VectorToText.INSTANCE, TextToVector.INSTANCE));
	}

	@Override
	public Collection<Object> getConverters() {
		return List.copyOf(this.converters);
	}

	private static JdbcValue text(float[] vector) {
		return JdbcValue.of(SqlVectorValue.of(vector).toString(), JDBCType.VARCHAR);
	}

	@WritingConverter
	private enum FloatsToText implements Converter<float[], JdbcValue> {

		INSTANCE;

		@Override
		public JdbcValue convert(float[] vector) {
			return text(vector);
		}

	}

	@ReadingConverter
	private enum TextToFloats implements Converter<String, float[]> {

		INSTANCE;

		@Override
		public float[] convert(String text) {
			return SqlVectorValue.parse(text);
		}

	}

	@WritingConverter
	private enum VectorToText implements Converter<Vector, JdbcValue> {

		INSTANCE;

		@Override
		public JdbcValue convert(Vector vector) {
			return text(vector.toFloatArray());
		}

	}

	@ReadingConverter
	private enum TextToVector implements Converter<String, Vector> {

		INSTANCE;

		@Override
		public Vector convert(String text) {
			return Vector.unsafe(SqlVectorValue.parse(text));
		}

	}

}
