package io.github.tidbspring.test;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Provides the name of the running test. Registered with JUnit as a service.
 * <p>
 * There is one name for the whole process, because tests run one at a time, but their
 * work may run on any thread. While several tests of a class run in parallel, it is the
 * name of the class.
 *
 * @since 0.1
 */
public final class CurrentTest implements TestExecutionListener {

	private static final String NONE = "outside of the tests";

	private static final int LONGEST_DISPLAY_NAME = 60;

	private static volatile String name = NONE;

	private final Set<TestIdentifier> running = new HashSet<>();

	private @Nullable TestPlan plan;

	/**
	 * Creates the listener; for JUnit.
	 */
	public CurrentTest() {
	}

	/**
	 * Returns the class and the method of the running test, separated by a dot, with the
	 * display name of the invocation when a method is invoked more than once; only the
	 * class before the first and after the last of its tests.
	 * @return the name
	 */
	public static String name() {
		return name;
	}

	@Override
	public void testPlanExecutionStarted(TestPlan testPlan) {
		this.plan = testPlan;
	}

	@Override
	public void testPlanExecutionFinished(TestPlan testPlan) {
		this.plan = null;
		name = NONE;
	}

	@Override
	public synchronized void executionStarted(TestIdentifier identifier) {
		if (identifier.isTest()) {
			this.running.add(identifier);
		}
		name = nameOf((this.running.size() > 1) ? parentOf(identifier) : identifier);
	}

	@Override
	public synchronized void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
		this.running.remove(identifier);
		name = nameOf((this.running.size() == 1) ? this.running.iterator().next() : parentOf(identifier));
	}

	private String nameOf(@Nullable TestIdentifier identifier) {
		if (identifier == null) {
			return NONE;
		}
		TestIdentifier parent = parentOf(identifier);
		TestSource source = identifier.getSource().orElse(null);
		if (source instanceof MethodSource method) {
			String test = method.getClassName() + "." + method.getMethodName();
			boolean oneOfMany = (parent != null) && source.equals(parent.getSource().orElse(null));
			return (oneOfMany && identifier.getDisplayName().length() <= LONGEST_DISPLAY_NAME)
					? test + " " + identifier.getDisplayName() : test;
		}
		return (source instanceof ClassSource type) ? type.getClassName() : nameOf(parent);
	}

	private @Nullable TestIdentifier parentOf(TestIdentifier identifier) {
		return (this.plan != null) ? this.plan.getParent(identifier).orElse(null) : null;
	}

}
