SELECT `id`, `body`, `_distance`
FROM (
  SELECT `id`, `body`, VEC_EMBED_L2_DISTANCE(`embedding`, 'what''s a port?') AS `_distance`
  FROM `embedded`
  ORDER BY `_distance` LIMIT 100
) AS `candidates`
WHERE `id` = 7 AND `_distance` IS NOT NULL
ORDER BY `_distance`, `id` LIMIT 10
