package io.github.tidbspring.sample;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Handles requests that fail because the database cannot be reached.
 */
@RestControllerAdvice
class DatabaseProblems {

	private static final Log logger = LogFactory.getLog(DatabaseProblems.class);

	@ExceptionHandler({ NonTransientDataAccessResourceException.class, RecoverableDataAccessException.class,
			TransientDataAccessException.class })
	ProblemDetail databaseDoesNotAnswer(DataAccessException ex) {
		// The cause is logged for operators, and not disclosed to the client.
		logger.warn("The database does not answer: " + ex.getMessage());
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The database does not answer. Ask again in a moment.");
	}

}
