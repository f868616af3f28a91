package io.github.tidbspring.client.internal.hibernate;

import java.util.List;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.metamodel.mapping.MappingModelExpressible;
import org.hibernate.query.sqm.SqmBindableType;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.query.sqm.produce.function.ArgumentsValidator;
import org.hibernate.query.sqm.produce.function.FunctionArgumentException;
import org.hibernate.query.sqm.produce.function.FunctionArgumentTypeResolver;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.query.sqm.sql.SqmToSqlAstConverter;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.domain.SqmDomainType;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.ValueBindJpaCriteriaParameter;
import org.hibernate.type.BasicType;
import org.hibernate.type.BasicTypeRegistry;
import org.hibernate.type.BindingContext;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/**
 * Gives Hibernate TiDB's vector functions, by the names that HQL has for those of other
 * databases.
 *
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/vector-search-functions-and-operators/">Vector
 * functions</a>
 */
public final class VectorFunctionContributor implements FunctionContributor {

	@Override
	public void contributeFunctions(FunctionContributions contributions) {
		if (!TiDBDialects.isTiDB(contributions.getDialect(), contributions.getServiceRegistry())) {
			return;
		}
		SqmFunctionRegistry functions = contributions.getFunctionRegistry();
		BasicTypeRegistry types = contributions.getTypeConfiguration().getBasicTypeRegistry();
		BasicType<?> vector = types.resolve(StandardBasicTypes.VECTOR);
		Registration distances = new Registration(functions, vector, types.resolve(StandardBasicTypes.DOUBLE), 2);
		distances.add("cosine_distance", "vec_cosine_distance(?1,?2)");
		distances.add("euclidean_distance", "vec_l2_distance(?1,?2)");
		functions.registerAlternateKey("l2_distance", "euclidean_distance");
		distances.add("euclidean_squared_distance", "power(vec_l2_distance(?1,?2),2)");
		functions.registerAlternateKey("l2_squared_distance", "euclidean_squared_distance");
		distances.add("l1_distance", "vec_l1_distance(?1,?2)");
		functions.registerAlternateKey("taxicab_distance", "l1_distance");
		distances.add("negative_inner_product", "vec_negative_inner_product(?1,?2)");
		distances.add("inner_product", "(-vec_negative_inner_product(?1,?2))");
		new Registration(functions, vector, types.resolve(StandardBasicTypes.DOUBLE), 1).add("vector_norm",
				"vec_l2_norm(?1)");
		functions.registerAlternateKey("l2_norm", "vector_norm");
		new Registration(functions, vector, types.resolve(StandardBasicTypes.INTEGER), 1).add("vector_dims",
				"vec_dims(?1)");
	}

	/**
	 * Registers functions of vectors.
	 *
	 * @param functions the functions of Hibernate
	 * @param vector the type of the arguments
	 * @param result the type of the result
	 * @param arguments the number of arguments
	 */
	private record Registration(SqmFunctionRegistry functions, BasicType<?> vector, BasicType<?> result,
			int arguments) {

		void add(String name, String pattern) {
			this.functions.patternDescriptorBuilder(name, pattern)
				.setArgumentsValidator(StandardArgumentsValidators
					.composite(StandardArgumentsValidators.exactly(this.arguments), new VectorArguments()))
				.setArgumentTypeResolver(new VectorArgumentType(this.vector))
				.setReturnTypeResolver(StandardFunctionReturnTypeResolvers.invariant(this.result))
				.register();
		}

	}

	/**
	 * Gives a parameter the type of the attribute that it is compared with: Hibernate
	 * prefers only the type of an attribute to the one that it has for arrays.
	 *
	 * @param vector the type if there is no attribute
	 */
	private record VectorArgumentType(BasicType<?> vector) implements FunctionArgumentTypeResolver {

		@Override
		public MappingModelExpressible<?> resolveFunctionArgumentType(List<? extends SqmTypedNode<?>> arguments,
				int index, SqmToSqlAstConverter converter) {
			for (int i = 0; i < arguments.size(); i++) {
				if (i != index && arguments.get(i) instanceof SqmPath<?> attribute) {
					MappingModelExpressible<?> type = converter.determineValueMapping(attribute);
					if (type != null) {
						return type;
					}
				}
			}
			return this.vector;
		}

		@Override
		@SuppressWarnings("removal")
		public MappingModelExpressible<?> resolveFunctionArgumentType(SqmFunction<?> function, int index,
				SqmToSqlAstConverter converter) {
			return resolveFunctionArgumentType(function.getArguments(), index, converter);
		}

	}

	/**
	 * Rejects arguments that are no vectors, such as another attribute by mistake: TiDB
	 * would try to read a text as a vector.
	 */
	private static final class VectorArguments implements ArgumentsValidator {

		@Override
		public void validate(List<? extends SqmTypedNode<?>> arguments, String function, BindingContext context) {
			for (int i = 0; i < arguments.size(); i++) {
				String problem = problem(arguments.get(i));
				if (problem != null) {
					throw new FunctionArgumentException("Argument %s of %s(…) %s".formatted(i + 1, function, problem));
				}
			}
		}

		private static @Nullable String problem(SqmTypedNode<?> argument) {
			if (isArrayValue(argument)) {
				// Hibernate makes JSON of an array without an attribute.
				return "is an array in the criteria; use a parameter, builder.parameter(float[].class)";
			}
			SqmBindableType<?> expressible = argument.getExpressible();
			SqmDomainType<?> type = (expressible != null) ? expressible.getSqmType() : null;
			if (type == null || isVector(type)) {
				return null;
			}
			boolean isText = argument instanceof SqmLiteral && type.getJavaType() == String.class;
			return isText ? null : "is a vector, and a " + type.getTypeName() + " is given";
		}

		private static boolean isVector(SqmDomainType<?> type) {
			return type.getJavaType() == float[].class
					|| (type instanceof BasicType<?> basic && basic.getJdbcType() instanceof VectorJdbcType);
		}

		private static boolean isArrayValue(SqmTypedNode<?> argument) {
			return (argument instanceof SqmLiteral<?> literal && literal.getLiteralValue() instanceof float[])
					|| (argument instanceof ValueBindJpaCriteriaParameter<?> value
							&& value.getValue() instanceof float[]);
		}

	}

}
