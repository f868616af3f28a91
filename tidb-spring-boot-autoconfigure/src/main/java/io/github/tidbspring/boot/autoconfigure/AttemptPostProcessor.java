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
 * Adds two interceptors to beans with {@link RetryOnConflict} methods, to observe each
 * attempt: one directly inside Spring's retry interceptor, and one directly inside the
 * transaction interceptor. It runs after the transaction proxies are created and before
 * Spring adds its retry interceptor, and does nothing if Spring does not add that.
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

	/** The proxy type is left to Spring's retry post-processor. */
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
				// If a proxy has to be created, it is of the same kind as Spring's.
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
