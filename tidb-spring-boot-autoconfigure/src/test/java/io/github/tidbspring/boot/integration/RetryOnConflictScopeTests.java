package io.github.tidbspring.boot.integration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.tidbspring.boot.autoconfigure.RetryOnConflict;
import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBExceptionTranslationAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBTransactionAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a method with {@link RetryOnConflict} has committed in its call is never done
 * again, behind proxies of classes and of interfaces.
 */
@ParameterizedClass
@ValueSource(booleans = { true, false })
@ExtendWith(OutputCaptureExtension.class)
class RetryOnConflictScopeTests {

	private static final AtomicLong ids = new AtomicLong(1000);

	private static final AtomicLong databases = new AtomicLong();

	private final ConfigurableApplicationContext context;

	private final boolean proxiesOfClasses;

	private final TiDBClient tidb;

	private final Work work;

	private final Calls calls;

	private final FailingDataSource dataSource;

	RetryOnConflictScopeTests(boolean proxiesOfClasses) {
		this.proxiesOfClasses = proxiesOfClasses;
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(
					"spring.datasource.url=jdbc:h2:mem:scope-" + databases.incrementAndGet()
							+ ";MODE=MySQL;DB_CLOSE_DELAY=-1",
					"spring.aop.proxy-target-class=" + proxiesOfClasses, "spring.main.banner-mode=off")
			.run();
		this.tidb = this.context.getBean(TiDBClient.class);
		this.work = this.context.getBean("work", Work.class);
		this.calls = this.context.getBean(Calls.class);
		this.dataSource = this.context.getBean(FailingDataSource.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@BeforeEach
	void createTable() {
		this.tidb.sql("CREATE TABLE booking (id BIGINT PRIMARY KEY, title VARCHAR(255))").update();
	}

	@Test
	void beansAreBehindTheKindOfProxyThatIsAskedFor() {
		assertThat(AopUtils.isCglibProxy(this.work)).isEqualTo(this.proxiesOfClasses);
		assertThat(this.context.getBean("composite")).isInstanceOf(Advised.class)
			.satisfies((bean) -> assertThat(AopUtils.isJdkDynamicProxy(bean)).isEqualTo(!this.proxiesOfClasses));
	}

	@Test
	void whenAnOverloadHasCommittedOneThenItIsNotDoneAgain(CapturedOutput output) {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.work.book(List.of("first", "lost")));
		assertThat(titles()).containsExactly("first");
		assertThat(this.calls.of()).containsExactly("list", "first", "lost");
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> this.work.book(List.of("lost")));
		assertThat(output).containsOnlyOnce("does not retry").contains("Work.book after a conflict: no transaction");
	}

	@Test
	void whenAnOverloadHasWrittenWithoutTransactionThenItIsNotDoneAgain() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.work.book(new String[] { "alone", "lost" }));
		assertThat(titles()).containsExactly("alone");
	}

	@Test
	void whenAnOverloadIsTransactionalItselfThenItIsRetried() {
		this.calls.failures = 1;
		this.work.book("first", "lost");
		assertThat(titles()).containsExactly("first", "lost");
		assertThat(this.calls.of()).containsExactly("both", "first", "lost", "both", "first", "lost");
	}

	@Test
	void whenACompositeOfTheSameInterfaceHasCommittedAStepThenItIsNotDoneAgain() {
		Step composite = this.context.getBean("composite", Step.class);
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> composite.run("lost"));
		assertThat(titles()).containsExactly("step before lost");
		assertThat(this.calls.of()).as("the step itself is not annotated")
			.containsExactly("composite", "step before lost", "lost");
	}

	@Test
	void whenTheInterfaceIsAnnotatedAndAStepLosesThenOnlyThatStepIsRetried() {
		Step composite = this.context.getBean("annotatedComposite", Step.class);
		this.calls.failures = 1;
		composite.run("lost");
		assertThat(titles()).containsExactly("step before lost", "lost");
		assertThat(this.calls.of()).containsExactly("composite", "step before lost", "lost", "lost");
		this.calls.failures = 100;
		this.calls.of().clear();
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> composite.run("lost"));
		assertThat(this.calls.of()).containsExactly("composite", "step before lost", "lost", "lost", "lost");
		assertThat(titles()).containsExactly("step before lost", "lost", "step before lost");
	}

	@Test
	void whenTwoTransactionsOfATemplateAreUsedThenTheFirstIsNotDoneAgain() {
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(this.work::withTemplate);
		assertThat(titles()).containsExactly("template");
	}

	@Test
	void whenOneTransactionOfATemplateIsUsedAfterWorkWithoutOneThenTheWorkIsNotDoneAgain() {
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(this.work::withTemplateAfterwards);
		assertThat(titles()).containsExactly("alone");
	}

	@Test
	void whenThePropagationBeginsNoTransactionThenNothingIsDoneAgain() {
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(this.work::supports);
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(this.work::notSupported);
		assertThat(titles()).containsExactly("supports", "not supported");
	}

	@Test
	void whenAnAdviceOutsideOfTheTransactionHasCommittedThenTheCallIsNotMadeAgain(CapturedOutput output) {
		Audited audited = this.context.getBean(Audited.class);
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> audited.write("lost"));
		assertThat(titles()).containsExactly("audit");
		assertThat(output).contains("does not retry").contains("Audited.write");
	}

	@Test
	void whenAnInnerTransactionOfItsOwnIsRolledBackThenTheOuterOneIsRetried() {
		this.calls.failures = 1;
		this.work.outer("lost", false);
		assertThat(titles()).containsExactly("outer", "lost");
	}

	@Test
	void whenAnInnerTransactionOfItsOwnIsCommittedThenItStaysAndTheOuterOneIsRetried() {
		this.calls.failures = 1;
		this.work.outer("own", true);
		assertThat(titles()).containsExactly("own", "own", "outer");
	}

	@Test
	void whenTheClassIsAnnotatedThenItsTransactionalMethodsAreRetriedAndOthersAreNot() {
		ClassLevel bean = this.context.getBean(ClassLevel.class);
		this.calls.failures = 1;
		bean.write("class");
		assertThat(titles()).containsExactly("class");
		this.calls.failures = 1;
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> bean.writeTwo("a", "b"));
		assertThat(this.calls.of()).containsExactly("class", "class", "a");
	}

	@Test
	void whenTheConnectionBreaksAtTheRollbackThenTheMethodIsRetried() {
		this.calls.failures = 1;
		this.dataSource.failOn("rollback", new SQLException("link", "08S01"));
		this.work.one("lost");
		assertThat(titles()).containsExactly("lost");
		assertThat(this.calls.of()).containsExactly("lost", "lost");
	}

	@Test
	void whenRollbackFailsThenTheConnectionIsCutAndTheMethodIsRetried() {
		this.calls.failures = 1;
		this.dataSource.failOn("rollback", new SQLException("refused", "HY000", 1105));
		this.work.one("lost");
		assertThat(this.calls.of()).containsExactly("lost", "lost");
		assertThat(titles()).containsExactly("lost");
		assertThat(this.dataSource.events()).contains("abort");
	}

	@Test
	void whenNoMethodIsResilientThenNothingIsObservedAndNothingIsRetried() {
		try (ConfigurableApplicationContext plain = new SpringApplicationBuilder(Plain.class)
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:scope-plain;MODE=MySQL", "spring.main.banner-mode=off")
			.run()) {
			assertThat(AopUtils.isAopProxy(plain.getBean("untransactional"))).isFalse();
			assertThat(((Advised) plain.getBean("work")).getAdvisors()).hasSize(1);
		}
	}

	private List<String> titles() {
		return this.tidb.sql("SELECT title FROM booking ORDER BY id").query(String.class).list();
	}

	/** What was called, and how many of the next conflicts come. */
	static class Calls {

		private final List<String> calls = new ArrayList<>();

		private final TiDBClient tidb;

		int failures = 100;

		Calls(TiDBClient tidb) {
			this.tidb = tidb;
		}

		List<String> of() {
			return this.calls;
		}

		void insert(String title) {
			this.calls.add(title);
			this.tidb.sql("INSERT INTO booking (id, title) VALUES (?, ?)")
				.params(ids.incrementAndGet(), title)
				.update();
		}

		void conflict() {
			if (this.failures > 0) {
				this.failures--;
				throw new ConcurrencyFailureException("conflict", new SQLException("error 9007", "HY000", 9007));
			}
		}

	}

	/** Spring looks for {@code @Retryable} at what was called, as that is declared. */
	interface Work {

		@RetryOnConflict(delay = 1, jitter = 0)
		void book(List<String> titles);

		@RetryOnConflict(delay = 1, jitter = 0)
		void book(String[] titles);

		@RetryOnConflict(delay = 1, jitter = 0)
		void book(String first, String second);

		void book(String title);

		@RetryOnConflict(delay = 1, jitter = 0)
		void one(String title);

		@RetryOnConflict(delay = 1, jitter = 0)
		void outer(String title, boolean committed);

		void inItsOwn(String title, boolean committed);

		@RetryOnConflict(delay = 1, jitter = 0)
		void withTemplate();

		@RetryOnConflict(delay = 1, jitter = 0)
		void withTemplateAfterwards();

		@RetryOnConflict(delay = 1, jitter = 0)
		void supports();

		@RetryOnConflict(delay = 1, jitter = 0)
		void notSupported();

	}

	static class DefaultWork implements Work {

		private final Calls calls;

		private final Work self;

		private final TransactionTemplate template;

		DefaultWork(Calls calls, @Lazy @Qualifier("work") Work self, PlatformTransactionManager manager) {
			this.calls = calls;
			this.self = self;
			this.template = new TransactionTemplate(manager);
		}

		@Override
		public void book(List<String> titles) {
			this.calls.of().add("list");
			titles.forEach(this.self::book);
		}

		@Override
		public void book(String[] titles) {
			this.calls.insert(titles[0]);
			this.self.book(titles[1]);
		}

		@Override
		@Transactional
		public void book(String first, String second) {
			this.calls.of().add("both");
			this.self.book(first);
			this.self.book(second);
		}

		@Override
		@Transactional
		public void book(String title) {
			this.calls.insert(title);
			if (title.equals("lost")) {
				this.calls.conflict();
			}
		}

		@Override
		@Transactional
		public void one(String title) {
			this.calls.insert(title);
			this.calls.conflict();
		}

		@Override
		@Transactional
		public void outer(String title, boolean committed) {
			if (committed) {
				this.self.inItsOwn(title, true);
			}
			this.calls.insert("outer");
			if (committed) {
				this.calls.conflict();
				return;
			}
			this.self.inItsOwn(title, false);
		}

		@Override
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public void inItsOwn(String title, boolean committed) {
			this.calls.insert(title);
			if (!committed) {
				this.calls.conflict();
			}
		}

		@Override
		public void withTemplate() {
			this.template.executeWithoutResult((status) -> this.calls.insert("template"));
			this.template.executeWithoutResult((status) -> this.calls.conflict());
		}

		@Override
		public void withTemplateAfterwards() {
			this.calls.insert("alone");
			this.template.executeWithoutResult((status) -> this.calls.conflict());
		}

		@Override
		@Transactional(propagation = Propagation.SUPPORTS)
		public void supports() {
			this.calls.insert("supports");
			this.template.executeWithoutResult((status) -> this.calls.conflict());
		}

		@Override
		@Transactional(propagation = Propagation.NOT_SUPPORTED)
		public void notSupported() {
			this.calls.insert("not supported");
			this.template.executeWithoutResult((status) -> this.calls.conflict());
		}

	}

	interface Step {

		void run(String title);

	}

	static class SingleStep implements Step {

		private final Calls calls;

		SingleStep(Calls calls) {
			this.calls = calls;
		}

		@Override
		@Transactional
		public void run(String title) {
			this.calls.insert(title);
			if (title.equals("lost")) {
				this.calls.conflict();
			}
		}

	}

	@RetryOnConflict(maxRetries = 2, delay = 1, jitter = 0)
	static class AnnotatedStep extends SingleStep {

		AnnotatedStep(Calls calls) {
			super(calls);
		}

		@Override
		@Transactional
		public void run(String title) {
			super.run(title);
		}

	}

	@RetryOnConflict(delay = 1, jitter = 0)
	static class Composite implements Step {

		private final Calls calls;

		private final Step step;

		Composite(Calls calls, Step step) {
			this.calls = calls;
			this.step = step;
		}

		@Override
		public void run(String title) {
			this.calls.of().add("composite");
			this.step.run("step before " + title);
			this.step.run(title);
		}

	}

	@RetryOnConflict(delay = 1, jitter = 0)
	static class ClassLevel {

		private final Calls calls;

		ClassLevel(Calls calls) {
			this.calls = calls;
		}

		@Transactional
		public void write(String title) {
			this.calls.insert(title);
			this.calls.conflict();
		}

		public void writeTwo(String first, String second) {
			this.calls.insert(first);
			this.calls.conflict();
			this.calls.insert(second);
		}

	}

	static class Audited {

		private final Calls calls;

		Audited(Calls calls) {
			this.calls = calls;
		}

		@RetryOnConflict(delay = 1, jitter = 0)
		@Transactional
		public void write(String title) {
			this.calls.insert(title);
			this.calls.conflict();
		}

	}

	static class Untransactional {

		@RetryOnConflict
		public void nothing() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AopAutoConfiguration.class, DataSourceAutoConfiguration.class,
			DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TiDBExceptionTranslationAutoConfiguration.class,
			TiDBTransactionAutoConfiguration.class, TiDBAutoConfiguration.class })
	static class Plain {

		@Bean
		static BeanPostProcessor failing() {
			return FailingDataSource.postProcessor();
		}

		@Bean
		Calls calls(TiDBClient tidb) {
			return new Calls(tidb);
		}

		@Bean
		DefaultWork work(Calls calls, @Lazy @Qualifier("work") Work self, PlatformTransactionManager manager) {
			return new DefaultWork(calls, self, manager);
		}

		@Bean
		Untransactional untransactional() {
			return new Untransactional();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class Application extends Plain {

		@Bean
		Step composite(Calls calls, @Qualifier("step") Step step) {
			return new Composite(calls, step);
		}

		@Bean
		Step step(Calls calls) {
			return new SingleStep(calls);
		}

		@Bean
		Step annotatedComposite(Calls calls, @Qualifier("annotatedStep") Step step) {
			return new Composite(calls, step);
		}

		@Bean
		Step annotatedStep(Calls calls) {
			return new AnnotatedStep(calls);
		}

		@Bean
		ClassLevel classLevel(Calls calls) {
			return new ClassLevel(calls);
		}

		@Bean
		Audited audited(Calls calls) {
			return new Audited(calls);
		}

		/** Commits something before the transaction of the method begins. */
		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Advisor auditing(ObjectProvider<Calls> calls, ObjectProvider<PlatformTransactionManager> manager) {
			DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(new NameMatchMethodPointcut() {

				@Override
				public ClassFilter getClassFilter() {
					return (type) -> Audited.class.isAssignableFrom(type);
				}

			}.addMethodName("write"), (MethodInterceptor) (invocation) -> {
				new TransactionTemplate(manager.getObject())
					.executeWithoutResult((status) -> calls.getObject().insert("audit"));
				return invocation.proceed();
			});
			advisor.setOrder(0);
			return advisor;
		}

	}

}
