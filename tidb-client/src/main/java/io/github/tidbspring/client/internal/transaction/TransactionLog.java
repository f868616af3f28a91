package io.github.tidbspring.client.internal.transaction;

import io.github.tidbspring.client.transaction.TransactionOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The log of transactions. Its category is the public package, which users configure:
 * {@code io.github.tidbspring.client.transaction}.
 */
final class TransactionLog {

	private static final Log logger = LogFactory.getLog(TransactionOptions.class.getPackageName());

	private TransactionLog() {
	}

	static Log get() {
		return logger;
	}

}
