using Heketi.Core.Nodes;

namespace Heketi.Nodes.Gluster;

/// <summary>Another transaction has glusterd's lock: nothing was done, and later it will work.</summary>
internal sealed class GlusterBusyException(NodeCommandException failure)
    : NodeCommandException(failure.Message, failure.Host, failure.Command, failure.ExitCode, failure.StandardError);
