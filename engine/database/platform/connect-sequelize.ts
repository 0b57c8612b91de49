import { Sequelize } from "sequelize";

/** A small pool of its own: Sequelize looks after the platform's tables, not after the traffic of requests. */
export function connectSequelize(url: string): Sequelize {
  return new Sequelize(url, {
    dialect: "postgres",
    logging: false,
    pool: { max: 2, idle: 1_000 },
    dialectOptions: { application_name: "perfex platform" },
  });
}
