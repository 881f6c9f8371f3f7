using Heketi.Server.Commands;
using Heketi.Server.Composition;

using var signals = new ShutdownSignals();
return await new ServerCommand(Console.Out, Console.Error, Environment.GetEnvironmentVariable, new StorageFactory(), TimeProvider.System, signals)
    .RunAsync(args);
