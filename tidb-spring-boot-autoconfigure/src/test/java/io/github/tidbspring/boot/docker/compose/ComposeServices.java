package io.github.tidbspring.boot.docker.compose;

import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.lifecycle.DockerComposeServicesReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Services that Docker Compose would have started, told to an application in the way in
 * which Boot does it.
 */
final class ComposeServices {

	private static final Log logger = LogFactory.getLog(ComposeServices.class);

	private static final String BOOTS_LISTENER = "DockerComposeServiceConnectionsApplicationListener";

	private ComposeServices() {
	}

	static RunningService service(String name, String image, int containerPort, int port, Map<String, String> labels) {
		ConnectionPorts ports = Mockito.mock(ConnectionPorts.class);
		BDDMockito.given(ports.get(containerPort)).willReturn(port);
		RunningService service = Mockito.mock(RunningService.class);
		BDDMockito.given(service.name()).willReturn(name);
		BDDMockito.given(service.image()).willReturn(ImageReference.of(image));
		BDDMockito.given(service.host()).willReturn("docker.example.org");
		BDDMockito.given(service.ports()).willReturn(ports);
		BDDMockito.given(service.env())
			.willReturn(Map.of("MYSQL_USER", "me", "MYSQL_PASSWORD", "of-mysql", "MYSQL_DATABASE", "shop"));
		BDDMockito.given(service.labels()).willReturn(labels);
		return service;
	}

	static void ready(ConfigurableApplicationContext context, RunningService... services) {
		DockerComposeServicesReadyEvent event = Mockito.mock(DockerComposeServicesReadyEvent.class);
		BDDMockito.given(event.getSource()).willReturn((ApplicationContext) context);
		BDDMockito.given(event.getRunningServices()).willReturn(List.of(services));
		bootsListener().onApplicationEvent(event);
	}

	@SuppressWarnings("unchecked")
	private static ApplicationListener<DockerComposeServicesReadyEvent> bootsListener() {
		return (ApplicationListener<DockerComposeServicesReadyEvent>) SpringFactoriesLoader.forDefaultResourceLocation()
			.load(ApplicationListener.class, FailureHandler.logging(logger))
			.stream()
			.filter((listener) -> listener.getClass().getSimpleName().equals(BOOTS_LISTENER))
			.findFirst()
			.orElseThrow();
	}

}
