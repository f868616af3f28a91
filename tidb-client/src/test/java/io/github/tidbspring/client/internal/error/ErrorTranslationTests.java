package io.github.tidbspring.client.internal.error;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each of TiDB's error codes is to Spring.
 */
class ErrorTranslationTests {

	/** TiDB's own, as its 8.5 and 9.0 lines know them. */
	private static final String OWN = """
			8001-8007 8018-8034 8036-8068 8101-8160 8162-8166 8170-8181 8200-8233 8235-8267 8270-8273 9001-9014
			""";

	/** MySQL's, where TiDB uses them with the SQL state HY000; but not 1105. */
	private static final String WITHOUT_STATE = """
			1007-1008 1025 1087 1089 1092 1094 1097 1099-1100 1111 1114 1117 1134 1192-1193 1205 1210 1214-1215
			1221 1228-1229 1238 1243 1246 1258-1260 1267 1270-1271 1273 1287-1288 1291 1294-1295 1298 1300-1302
			1345 1347 1350-1353 1356 1364 1366 1382 1390-1391 1396 1411 1450 1462 1467 1470 1479-1481 1484-1486
			1488 1491-1493 1495 1499-1500 1503-1509 1512 1515 1517 1524-1526 1553 1562-1564 1566-1567 1618 1621
			1628-1629 1649 1652-1654 1656-1659 1674 1681 1688 1697 1699 1706 1731-1733 1735-1737 1740 1747-1748
			1791 1793 1800-1801 1815 1818-1820 1822 1824 1826-1833 1836 1862 3008 3013 3016 3020 3024 3029
			3057-3058 3064-3066 3102 3104 3109 3118 3126 3128 3150 3159 3162-3163 3505 3522-3523 3530 3572-3577
			3579-3591 3593-3594 3596 3599 3601-3602 3619 3636-3638 3721 3730 3733-3734 3750 3752-3754 3756-3758
			3761-3762 3764 3770 3780 3800 3812-3816 3818-3820 3822-3823 3837 3854-3855 3907 3929 3940 3959 3981
			3986 4113 4128 4135-4139
			""";

	private final TiDBExceptionTranslator translator = new TiDBExceptionTranslator();

	@Test
	void eachCodeOfTiDBHasAPlaceInSpringsHierarchy() {
		assertThat(codes(OWN).filter((code) -> translate(code) == null)).isEmpty();
	}

	@Test
	void eachCodeThatComesWithoutAStateHasAPlaceInSpringsHierarchy() {
		assertThat(codes(WITHOUT_STATE).filter((code) -> translate(code) == null)).isEmpty();
	}

	@Test
	void whenCodeHasANameThenItIsWrittenByIt() throws Exception {
		Map<String, String> names = new HashMap<>();
		for (Field field : ErrorCodes.class.getDeclaredFields()) {
			names.put(String.valueOf(field.get(null)), field.getName());
		}
		assertThat(names).hasSizeGreaterThan(50);
		Pattern number = Pattern.compile("(?:code\\(|== |!= |case |Set\\.of\\()(\\d{4})\\b");
		List<Path> sources;
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			sources = files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
		for (Path source : sources) {
			assertThat(number.matcher(Files.readString(source)).results().map((match) -> names.get(match.group(1))))
				.as(source.toString())
				.allMatch(Objects::isNull);
		}
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			1317, QueryTimeoutException
			3024, QueryTimeoutException
			8253, QueryTimeoutException
			1142, PermissionDeniedDataAccessException
			1044, PermissionDeniedDataAccessException
			1227, PermissionDeniedDataAccessException
			8121, PermissionDeniedDataAccessException
			8141, DuplicateKeyException
			8147, DuplicateKeyException
			1364, DataIntegrityViolationException
			1366, DataIntegrityViolationException
			8025, DataIntegrityViolationException
			3819, DataIntegrityViolationException
			8113, InvalidDataAccessResourceUsageException
			1046, InvalidDataAccessResourceUsageException
			1179, InvalidDataAccessApiUsageException
			1207, InvalidDataAccessApiUsageException
			1568, InvalidDataAccessApiUsageException
			1792, InvalidDataAccessApiUsageException
			1698, PermissionDeniedDataAccessException
			8200, InvalidDataAccessResourceUsageException
			8048, InvalidDataAccessApiUsageException
			8135, InvalidDataAccessApiUsageException
			8055, InvalidDataAccessApiUsageException
			8229, PessimisticLockingFailureException
			8020, CannotAcquireLockException
			8027, TransientDataAccessResourceException
			8252, TransientDataAccessResourceException
			9010, TransientDataAccessResourceException
			8175, NonTransientDataAccessResourceException
			8004, NonTransientDataAccessResourceException
			9006, NonTransientDataAccessResourceException
			8223, NonTransientDataAccessResourceException
			""")
	void codesThatSpringDoesNotKnowAreWhatTheyMean(int code, String type) {
		assertThat(translate(code)).extracting((exception) -> exception.getClass().getSimpleName()).isEqualTo(type);
	}

	@Test
	void whenALimitIsSmallerThanTheColumnThenTheMessageSaysSo() {
		assertThat(translate(8025)).hasMessageContaining("6 MiB").hasMessageContaining("txn-entry-size-limit");
		assertThat(translate(8004)).hasMessageContaining("txn-total-size-limit");
	}

	@Test
	void whenAStatementIsNotKnownThenTheReasonIsSaidAllTheSame() {
		DataAccessException missing = this.translator.translate("Callback", null,
				new SQLException("Table 'test.missing' doesn't exist", "42S02", 1146));
		assertThat(missing).isInstanceOf(BadSqlGrammarException.class).hasMessageContaining("test.missing");
	}

	@Test
	void whenAReadFromTheFutureIsRefusedThenThatIsSaid() {
		assertThat(this.translator.translate("t", null,
				new SQLException("cannot set read timestamp to a future time, readTS: 2, currentTS: 1", "HY000", 1105)))
			.extracting((exception) -> exception.getClass().getSimpleName())
			.isEqualTo("InvalidDataAccessApiUsageException");
	}

	private DataAccessException translate(int code) {
		return this.translator.translate("task", "SELECT 1", new SQLException("said by TiDB", "HY000", code));
	}

	private static IntStream codes(String text) {
		return Arrays.stream(text.strip().split("\\s+")).flatMapToInt((range) -> {
			String[] ends = range.split("-");
			return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
		});
	}

}
