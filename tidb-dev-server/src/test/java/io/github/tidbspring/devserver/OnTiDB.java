package io.github.tidbspring.devserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;

import io.github.tidbspring.devserver.server.TiDBLocator;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests of what only a real TiDB can show. They are skipped where none is named.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnTiDB.Condition.class)
@interface OnTiDB {

	/**
	 * The TiDB that is named.
	 */
	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			String binary = name();
			return (binary != null) ? ConditionEvaluationResult.enabled(binary)
					: ConditionEvaluationResult.disabled("no TiDB is named (" + TiDBLocator.PROPERTY + ")");
		}

		static Path binary() {
			return Path.of(name());
		}

		private static String name() {
			String property = System.getProperty(TiDBLocator.PROPERTY, "").strip();
			String name = property.isEmpty() ? System.getenv(TiDBLocator.VARIABLE) : property;
			return (name != null && !name.isBlank()) ? name.strip() : null;
		}

	}

}
