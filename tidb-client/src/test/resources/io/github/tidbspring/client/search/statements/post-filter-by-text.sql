SELECT `title`, `id`, `_distance`
FROM (
  SELECT `title`, `id`, `body`, `meta`, `embedding`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 50
) AS `candidates`
WHERE (CHAR_LENGTH(body) > 3) AND `_distance` IS NOT NULL
ORDER BY `_distance`, `id` LIMIT 5
