SELECT `id`, `title`, `body`, `meta`, `_distance`
FROM (
  SELECT `id`, `title`, `body`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 100
) AS `candidates`
WHERE `_distance` >= 0.0 AND `_distance` <= 0.6
ORDER BY `_distance`, `id` LIMIT 10
