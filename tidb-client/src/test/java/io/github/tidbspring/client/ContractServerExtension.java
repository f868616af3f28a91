package io.github.tidbspring.client;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives a test class a {@link ContractServer} with a database of its own, and its client,
 * as parameters, and skips the tests for which the server lacks something.
 */
@NullMarked
public final class ContractServerExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(ContractServerExtension.class);

	private final Function<ExtensionContext, ContractServer> servers;

	/**
	 * Creates the extension; for JUnit.
	 */
	public ContractServerExtension() {
		this(ContractServer::start);
	}

	ContractServerExtension(Function<ExtensionContext, ContractServer> servers) {
		this.servers = servers;
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		AnnotatedElement element = context.getElement().orElse(null);
		Optional<StandInOnly> standInOnly = AnnotationSupport.findAnnotation(element, StandInOnly.class);
		if (standInOnly.isPresent() && !server(context).isStandIn()) {
			return ConditionEvaluationResult.disabled("of the stand-in alone: " + standInOnly.get().value());
		}
		return AnnotationSupport.findAnnotation(element, Requires.class)
			.map((requires) -> evaluate(requires, server(context)))
			.orElseGet(() -> ConditionEvaluationResult.enabled("needs nothing that a server may lack"));
	}

	private static ConditionEvaluationResult evaluate(Requires requires, ContractServer server) {
		if (requires.orStandIn() && server.isStandIn()) {
			return ConditionEvaluationResult.enabled("the stand-in will do");
		}
		String missing = Arrays.stream(requires.value())
			.filter((capability) -> !server.supports(capability))
			.map((capability) -> capability + ", " + capability.description())
			.collect(Collectors.joining("; and "));
		return missing.isEmpty() ? ConditionEvaluationResult.enabled("the server has what is needed")
				: ConditionEvaluationResult.disabled("this server lacks " + missing);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		server(context);
	}

	/** The store closes it after the class, also after one that was skipped. */
	private ContractServer server(ExtensionContext context) {
		return Objects.requireNonNull(context.getStore(NAMESPACE)
			.computeIfAbsent(ContractServer.class, (key) -> this.servers.apply(context), ContractServer.class));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == ContractServer.class || type == TiDBClient.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		ContractServer server = server(context);
		return (parameter.getParameter().getType() == TiDBClient.class) ? server.client() : server;
	}

}
