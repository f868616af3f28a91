SELECT `id`, `title`, `body`, `meta`, `_distance`
FROM (
  SELECT `id`, `title`, `body`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 50
) AS `candidates`
WHERE `title` = 'x' AND `_distance` IS NOT NULL
ORDER BY `_distance`, `id` LIMIT 50;

SELECT `id`, `title`, `body`, `meta`, FTS_MATCH_WORD('change the port', `body`) AS `_score`
FROM `article`
WHERE FTS_MATCH_WORD('change the port', `body`) AND `title` = 'x'
ORDER BY `_score` DESC LIMIT 50;
