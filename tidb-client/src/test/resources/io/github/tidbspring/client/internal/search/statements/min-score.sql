SELECT `id`, `title`, `body`, `meta`, `_distance`
FROM (
  SELECT `id`, `title`, `body`, `meta`, VEC_L2_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 10
) AS `candidates`
WHERE `_distance` <= 1.0
ORDER BY `_distance`, `id` LIMIT 10
