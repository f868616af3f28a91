package io.github.tidbspring.boot.integration;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.time.Duration;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.table.Table;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.OverridingClassLoader;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Types that are loaded anew, as the developer tools do with an application's own classes
 * on each restart, while the libraries stay loaded.
 */
@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none" })
class ReloadedTypesIntegrationTests {

	@Autowired
	private TiDBClient tidb;

	@Test
	void whenATypeIsLoadedAgainThenItsTableMapsTheNewOne() throws Exception {
		Class<Object> loaded = load();
		Table<Object> before = this.tidb.table(loaded);
		Class<Object> reloaded = load();
		Table<Object> after = this.tidb.table(reloaded);
		assertThat(after).isNotSameAs(before);
		before.schema().recreate();
		before.insert(page(loaded, 1));
		after.insert(page(reloaded, 2));
		assertThat(after.find().list()).hasSize(2).hasOnlyElementsOfType(reloaded);
		assertThat(before.find().list()).hasSize(2).hasOnlyElementsOfType(loaded);
		before.schema().drop();
	}

	@Test
	void whenTheClientIsGoneThenNothingOfItKeepsTheTypes() throws Exception {
		WeakReference<ClassLoader> loader = useAndForget();
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
			System.gc();
			assertThat(loader.get()).as("class loader of a type that nobody uses").isNull();
		});
	}

	private WeakReference<ClassLoader> useAndForget() throws Exception {
		Class<Object> type = load();
		Table<Object> table = TiDBClient.create(this.tidb.dataSource()).table(type);
		table.schema().recreate();
		table.insert(page(type, 1));
		assertThat(table.find().list()).hasSize(1);
		table.schema().drop();
		// What the developer tools do too: these caches of Spring are soft.
		ReflectionUtils.clearCache();
		AnnotationUtils.clearCache();
		ResolvableType.clearCache();
		return new WeakReference<>(type.getClassLoader());
	}

	private static Object page(Class<Object> type, long id) throws ReflectiveOperationException {
		Constructor<Object> constructor = type.getDeclaredConstructor(long.class, String.class);
		constructor.setAccessible(true);
		return constructor.newInstance(id, "Page " + id);
	}

	@SuppressWarnings("unchecked")
	private static Class<Object> load() throws ClassNotFoundException {
		return (Class<Object>) new RestartedClassLoader().loadClass(Page.class.getName());
	}

	/**
	 * Loads one class of this application itself, and leaves the rest to its parent.
	 */
	private static final class RestartedClassLoader extends OverridingClassLoader {

		RestartedClassLoader() {
			super(Page.class.getClassLoader());
		}

		@Override
		protected boolean isEligibleForOverriding(String className) {
			return className.equals(Page.class.getName());
		}

		@Override
		protected InputStream openStreamForClass(String name) {
			return Page.class.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class");
		}

	}

	@TiDBTable("reloaded_pages")
	record Page(@PrimaryKey long id, String title) {

	}

}
