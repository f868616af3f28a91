package io.github.tidbspring.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import org.springframework.util.Assert;

/**
 * Gives a test class a {@link ContractServer} of its own, and its client, as parameters.
 */
@NullMarked
public final class ContractServerExtension implements BeforeAllCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(ContractServerExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		// The store closes it after the class.
		context.getStore(NAMESPACE)
			.put(ContractServer.class,
					AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnImage.class)
						.map((image) -> ContractServer.container(image.value()))
						.orElseGet(ContractServer::start));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == ContractServer.class || type == TiDBClient.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		ContractServer server = context.getStore(NAMESPACE).get(ContractServer.class, ContractServer.class);
		Assert.state(server != null, "There is no server");
		return (parameter.getParameter().getType() == TiDBClient.class) ? server.client() : server;
	}

	/**
	 * The tests run on a TiDB in a container.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	public @interface OnImage {

		/**
		 * The image.
		 * @return its name, such as {@code pingcap/tidb:v8.5.3}
		 */
		String value();

	}

}
