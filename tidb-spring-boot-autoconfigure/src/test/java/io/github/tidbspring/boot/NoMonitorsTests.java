package io.github.tidbspring.boot;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A virtual thread that waits inside a monitor keeps its carrier, before Java 24: the
 * client and its auto-configuration have none, so whatever waits in them pins nothing.
 */
class NoMonitorsTests {

	@Test
	void theClientHasNoMonitor() throws IOException {
		List<String> found = monitors("classpath*:io/github/tidbspring/client/**/*.class", 50);
		assertThat(found).isEmpty();
	}

	@Test
	void theAutoConfigurationHasNoMonitor() throws IOException {
		List<String> found = monitors("classpath*:io/github/tidbspring/boot/**/*.class", 20);
		assertThat(found).isEmpty();
	}

	@Test
	void aMonitorIsFound() throws IOException {
		List<String> found = new ArrayList<>();
		find(getClass().getResourceAsStream("NoMonitorsTests$WithMonitors.class"), found);
		assertThat(found).hasSize(2)
			.anySatisfy((method) -> assertThat(method).endsWith("synchronizedMethod"))
			.anySatisfy((method) -> assertThat(method).endsWith("synchronizedBlock"));
	}

	private static List<String> monitors(String pattern, int atLeast) throws IOException {
		List<String> found = new ArrayList<>();
		int classes = 0;
		for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
			if (!resource.getURL().getPath().contains("/test-classes/")) {
				find(resource.getInputStream(), found);
				classes++;
			}
		}
		assertThat(classes).as("classes").isGreaterThan(atLeast);
		return found;
	}

	private static void find(InputStream type, List<String> found) throws IOException {
		try (type) {
			ClassReader reader = new ClassReader(type);
			reader.accept(new MonitorFinder(reader.getClassName(), found), ClassReader.SKIP_DEBUG);
		}
	}

	private static final class MonitorFinder extends ClassVisitor {

		private final String type;

		private final List<String> found;

		MonitorFinder(String type, List<String> found) {
			super(SpringAsmInfo.ASM_VERSION);
			this.type = type;
			this.found = found;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			String method = this.type + "." + name;
			if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
				this.found.add(method);
			}
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public void visitInsn(int opcode) {
					if (opcode == Opcodes.MONITORENTER) {
						MonitorFinder.this.found.add(method);
					}
				}

			};
		}

	}

	static class WithMonitors {

		synchronized void synchronizedMethod() {
		}

		void synchronizedBlock() {
			synchronized (this) {
				toString();
			}
		}

	}

}
