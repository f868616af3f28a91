package io.github.tidbspring.boot.internal;

import io.github.tidbspring.boot.autoconfigure.tables.Rows;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

class TiDBTableScannerTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final TiDBTableScanner scanner = new TiDBTableScanner(new StandardEnvironment(),
			new DefaultResourceLoader());

	@Test
	void annotatedTypesInTheApplicationsPackagesAreFound() {
		AutoConfigurationPackages.register(this.beanFactory, Rows.class.getPackageName());
		assertThat(this.scanner.scan(this.beanFactory)).containsExactly(Rows.BeanRow.class, Rows.RecordRow.class);
	}

	@Test
	void whenNoPackageIsKnownThenNoneIsFound() {
		assertThat(this.scanner.scan(this.beanFactory)).isEmpty();
	}

}
