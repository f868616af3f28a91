SELECT /*+ INL_JOIN(`article`) */ `title`, `id`, `candidates`.`_distance`
FROM (
  SELECT `id` AS `_key1`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 50
) AS `candidates`
JOIN `article` ON `article`.`id` = `candidates`.`_key1`
WHERE (CHAR_LENGTH(body) > 3) AND `candidates`.`_distance` IS NOT NULL
ORDER BY `candidates`.`_distance`, `id` LIMIT 5
