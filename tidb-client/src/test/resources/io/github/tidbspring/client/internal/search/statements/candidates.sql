SELECT COUNT(*), COUNT(`_distance`), MAX(`_distance`)
FROM (
  SELECT VEC_COSINE_DISTANCE(`embedding`, ?) AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 100
) AS `candidates`
