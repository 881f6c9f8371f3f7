using System.Globalization;
using Heketi.CrashTest;

const string Usage = "usage: Heketi.CrashTest --rounds N [--seed N]";

if (args is [WritingCommand.Verb, var path, var writers])
{
    return await WritingProcess.RunAsync(path, int.Parse(writers, CultureInfo.InvariantCulture));
}

var rounds = 50;
var seed = Random.Shared.Next();
for (var i = 0; i < args.Length; i += 2)
{
    var number = 0;
    var isNumber = i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    switch (args[i])
    {
        case "--rounds" when isNumber:
            rounds = number;
            break;
        case "--seed" when isNumber:
            seed = number;
            break;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return 2;
    }
}

var directory = Directory.CreateTempSubdirectory("heketi-crash-");
var result = await new CrashRounds(new Random(seed), Console.Out).RunAsync(rounds, directory.FullName, CancellationToken.None);
await Console.Out.WriteLineAsync(result.ToString());
if (result.Lost > 0)
{
    await Console.Out.WriteLineAsync($"seed {seed}; the databases are kept in {directory.FullName}");
    return 1;
}

directory.Delete(recursive: true);
return 0;
