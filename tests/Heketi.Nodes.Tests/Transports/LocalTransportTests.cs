using Heketi.Nodes.Tests.Support;
using Heketi.Nodes.Transports;

namespace Heketi.Nodes.Tests.Transports;

public sealed class LocalTransportTests : CommandTransportContract
{
    protected override ICommandTransport Transport { get; } = new LocalTransport();
}
