package io.github.tidbspring.client;

import java.nio.file.Path;
import java.util.List;

import io.github.tidbspring.test.CurrentTest;
import org.jspecify.annotations.NullMarked;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A run of the contract suite within another test.
 */
@NullMarked
final class ContractRun {

	private ContractRun() {
	}

	/**
	 * Run the whole suite, and print its summary.
	 * @param url the URL of the server
	 * @param file where the summary is kept
	 * @return what it showed
	 */
	static ContractSummary of(String url, Path file) {
		return execute(request(url, DiscoverySelectors.selectPackage(ContractRun.class.getPackageName())),
				new ContractSummaryListener(file, true));
	}

	/**
	 * Run a part of the suite.
	 * @param url the URL of the server; a blank one for the stand-in
	 * @param file where the summary is kept
	 * @param selectors which part
	 * @return what it showed
	 */
	static ContractSummary of(String url, Path file, DiscoverySelector... selectors) {
		return execute(request(url, selectors), new ContractSummaryListener(file, false));
	}

	private static LauncherDiscoveryRequest request(String url, DiscoverySelector... selectors) {
		return LauncherDiscoveryRequestBuilder.request()
			.selectors(List.of(selectors))
			.filters(ClassNameFilter.includeClassNamePatterns(".*IntegrationTests"),
					TagFilter.includeTags(ContractTests.TAG))
			.configurationParameter(ContractServer.URL_PROPERTY, url)
			.build();
	}

	/** Other listeners belong to the run that this one is a part of. */
	static ContractSummary execute(LauncherDiscoveryRequest request, ContractSummaryListener summary) {
		LauncherConfig alone = LauncherConfig.builder()
			.enableTestExecutionListenerAutoRegistration(false)
			.enableLauncherSessionListenerAutoRegistration(false)
			.enableLauncherDiscoveryListenerAutoRegistration(false)
			.enablePostDiscoveryFilterAutoRegistration(false)
			.build();
		try (LauncherSession session = LauncherFactory.openSession(alone)) {
			session.getLauncher().execute(request, new CurrentTest(), summary);
		}
		summary.finish();
		return summary.summary();
	}

}
