package io.github.tidbspring.boot.integration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.tidbspring.client.TiDBClient;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many virtual threads that wait for few connections. Before Java 24 this also shows that
 * nothing waits inside a monitor; on each Java {@code NoMonitorsTests} does.
 */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads came with Java 21")
class VirtualThreadsIntegrationTests {

	private static final String PINNED = "jdk.VirtualThreadPinned";

	@Test
	void whenManyWaitForFewConnectionsThenNoneIsPinnedInOurCode(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("pinned.jfr");
		try (ConfigurableApplicationContext context = run(); Recording recording = new Recording()) {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			// Classes that are being initialized pin too, once: the JDK's own among them.
			workOnManyThreads(context, tidb);
			recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
			recording.start();
			workOnManyThreads(context, tidb);
			recording.stop();
			recording.dump(file);
		}
		assertThat(RecordingFile.readAllEvents(file)).filteredOn(VirtualThreadsIntegrationTests::isOurs).isEmpty();
	}

	private static void workOnManyThreads(ConfigurableApplicationContext context, TiDBClient tidb) {
		AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
		List<CompletableFuture<Boolean>> tasks = IntStream.range(0, 100)
			.mapToObj((i) -> executor.submitCompletable(() -> work(tidb)))
			.toList();
		assertThat(tasks).allSatisfy((task) -> assertThat(task.join()).as("on a virtual thread").isTrue());
	}

	private static boolean work(TiDBClient tidb) {
		tidb.inTransaction((tx) -> tx.sql("SELECT SLEEP(0.01)").query(Integer.class).single());
		// So that this class runs on Java 17: Thread.isVirtual() came later.
		return Thread.currentThread().getClass().getSimpleName().equals("VirtualThread");
	}

	private static boolean isOurs(RecordedEvent event) {
		return event.getEventType().getName().equals(PINNED) && event.getStackTrace() != null
				&& event.getStackTrace().getFrames().stream().anyMatch((frame) -> {
					String type = frame.getMethod().getType().getName();
					return type.startsWith("io.github.tidbspring.client")
							|| type.startsWith("io.github.tidbspring.boot");
				});
	}

	private static ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.threads.virtual.enabled=true", "tidb.hikari.maximum-pool-size=3",
					"spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none")
			.run();
	}

}
