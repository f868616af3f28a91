package io.github.tidbspring.client.internal.hibernate;

import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.model.TypeContributor;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;
import org.hibernate.type.descriptor.sql.spi.DdlTypeRegistry;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Gives Hibernate TiDB's type {@code VECTOR}, for attributes with
 * {@code @JdbcTypeCode(SqlTypes.VECTOR)} or {@code SqlTypes.VECTOR_FLOAT32}. Hibernate
 * has none for TiDB: its own are for MySQL 9, which TiDB does not claim to be.
 */
public final class VectorTypeContributor implements TypeContributor {

	@Override
	public void contribute(TypeContributions contributions, ServiceRegistry services) {
		Dialect dialect = services.requireService(JdbcServices.class).getDialect();
		if (TiDBDialects.isTiDB(dialect, services)) {
			TypeConfiguration types = contributions.getTypeConfiguration();
			contribute(types, dialect, SqlTypes.VECTOR, StandardBasicTypes.VECTOR.getName());
			contribute(types, dialect, SqlTypes.VECTOR_FLOAT32, StandardBasicTypes.VECTOR_FLOAT32.getName());
		}
	}

	private static void contribute(TypeConfiguration types, Dialect dialect, int code, String name) {
		VectorJdbcType vector = new VectorJdbcType(code);
		types.getJdbcTypeRegistry().addDescriptor(code, vector);
		types.getDdlTypeRegistry().addDescriptor(new VectorDdlType(code, dialect));
		types.getBasicTypeRegistry()
			.register(types.getBasicTypeRegistry()
				.resolve(types.getJavaTypeRegistry().resolveDescriptor(float[].class), vector), name);
	}

	/**
	 * The type in DDL, with the length of {@code @Array}.
	 */
	private static final class VectorDdlType extends DdlTypeImpl {

		VectorDdlType(int code, Dialect dialect) {
			super(code, "vector($l)", "vector", dialect);
		}

		@Override
		public String getTypeName(Size size, @Nullable Type type, DdlTypeRegistry registry) {
			Integer dimensions = size.getArrayLength();
			return (dimensions != null) ? getTypeName(dimensions.longValue(), null, null) : "vector";
		}

	}

}
