package io.github.tidbspring.boot.autoconfigure;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.resilience.annotation.RetryAnnotationBeanPostProcessor;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Has the calls of methods with {@link RetryOnConflict} observed where each attempt of
 * them passes: directly within Spring's retry, and directly within their transaction. It
 * comes after the proxies for transactions are made, and before Spring puts its retry
 * around them; and it does nothing where Spring does not do that.
 */
final class AttemptPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private final ObjectProvider<Attempts> attempts;

	private @Nullable Boolean retrying;

	AttemptPostProcessor(ObjectProvider<Attempts> attempts) {
		this.attempts = attempts;
		this.advisor = new DefaultPointcutAdvisor(
				new ComposablePointcut(new AnnotationMatchingPointcut(RetryOnConflict.class, true))
					.union(new AnnotationMatchingPointcut(null, RetryOnConflict.class, true)),
				(MethodInterceptor) (invocation) -> this.attempts.getObject().attempt(invocation));
		setBeforeExistingAdvisors(true);
		setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AopInfrastructureBean) {
			return bean;
		}
		if (bean instanceof Advised advised
				&& (isEligible(bean.getClass()) || isEligible(targetClass(bean, advised)))) {
			observeTransactions(advised);
		}
		return super.postProcessAfterInitialization(bean, beanName);
	}

	private static Class<?> targetClass(Object bean, Advised advised) {
		Class<?> type = advised.getTargetClass();
		return (type != null) ? type : bean.getClass();
	}

	/** What the type will be is decided by Spring's retry, as without us. */
	@Override
	public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
		return beanClass;
	}

	@Override
	protected boolean isEligible(Class<?> targetClass) {
		return super.isEligible(targetClass) && isRetrying();
	}

	private boolean isRetrying() {
		if (this.retrying == null) {
			RetryAnnotationBeanPostProcessor retries = (this.beanFactory != null)
					? this.beanFactory.getBeanProvider(RetryAnnotationBeanPostProcessor.class).getIfAvailable() : null;
			if (retries != null) {
				// Where a proxy has to be made, it is the one that would be made then.
				copyFrom(retries);
			}
			this.retrying = (retries != null);
		}
		return this.retrying;
	}

	private void observeTransactions(Advised proxy) {
		Advisor[] advisors = proxy.getAdvisors();
		int innermost = advisors.length - 1;
		while (innermost >= 0 && !(advisors[innermost].getAdvice() instanceof TransactionAspectSupport)) {
			innermost--;
		}
		if (innermost >= 0 && !proxy.isFrozen()) {
			proxy.addAdvice(innermost + 1,
					(MethodInterceptor) (invocation) -> this.attempts.getObject().enter(invocation));
		}
	}

}
