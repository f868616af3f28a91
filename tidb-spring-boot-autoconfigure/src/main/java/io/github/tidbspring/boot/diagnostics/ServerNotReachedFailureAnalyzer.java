package io.github.tidbspring.boot.diagnostics;

import java.util.regex.Pattern;

import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Explains that no TiDB answers at the host and port.
 */
final class ServerNotReachedFailureAnalyzer extends AbstractConnectionFailureAnalyzer {

	private static final Pattern THIS_MACHINE = Pattern
		.compile("Cannot connect to (?:127\\.0\\.0\\.1|localhost|\\[::1]):\\d+: .*", Pattern.DOTALL);

	ServerNotReachedFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable String action(ConnectionFailure failure) {
		return switch (failure.reason()) {
			case REFUSED -> THIS_MACHINE.matcher(failure.message()).matches() ? """
					One of these:
					  - Start a TiDB on this machine: 'tiup playground', or 'docker run -p 4000:4000 pingcap/tidb'.
					  - Say where yours is: 'tidb.host', 'tidb.port', 'tidb.username' and 'tidb.password'.
					  - For development and tests without a TiDB, add the dependency \
					'io.github.tidbspring:tidb-dev-server' and set none of these."""
					: "Check 'tidb.host' and 'tidb.port' (TiDB's own is 4000), and that a TiDB runs there.";
			case HOST_NOT_FOUND -> "Check the spelling of 'tidb.host', and whether this machine can resolve it. "
					+ "TiDB Cloud shows it in the connection dialog of the cluster.";
			case UNREACHABLE, TIMEOUT -> "Check 'tidb.host' and 'tidb.port', firewall and VPN. TiDB Cloud answers only "
					+ "the addresses that the network access list of the cluster allows.";
			case CONNECTION_LOST ->
				"Check that a TiDB runs there and what its log says, and that 'tidb.host' and 'tidb.port' are TiDB's "
						+ "(4000 by default). A proxy or load balancer accepts connections also when it reaches no TiDB.";
			case SHUTTING_DOWN -> "Start the application again when the server is back, "
					+ "or set 'tidb.host' to a load balancer in front of several servers.";
			default -> null;
		};
	}

}
