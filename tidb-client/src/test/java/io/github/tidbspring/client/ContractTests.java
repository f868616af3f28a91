package io.github.tidbspring.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of the contract suite: what its tests show of the client holds on the stand-in,
 * on a TiDB in a container, and on any other TiDB. A parameter of the type
 * {@link ContractServer} or {@link TiDBClient} gives the server.
 *
 * @see Requires
 * @see StandInOnly
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Tag(ContractTests.TAG)
@ExtendWith(ContractServerExtension.class)
public @interface ContractTests {

	/** What the suite is found by. */
	String TAG = "contract";

}
